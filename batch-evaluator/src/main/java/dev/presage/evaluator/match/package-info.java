/** Finds the truth that each forecast is to be compared with, or says why there is none. */
@NullMarked
package dev.presage.evaluator.match;

import org.jspecify.annotations.NullMarked;
