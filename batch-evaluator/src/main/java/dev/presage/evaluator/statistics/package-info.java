/** The formulas of the verdict, on plain numbers: each names its source, and is tested against another implementation of it. */
@NullMarked
package dev.presage.evaluator.statistics;

import org.jspecify.annotations.NullMarked;
