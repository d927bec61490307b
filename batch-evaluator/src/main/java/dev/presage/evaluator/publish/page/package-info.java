/** The reports as pages that a person reads: each a single file that needs no network, made from nothing but its report. */
@NullMarked
package dev.presage.evaluator.publish.page;

import org.jspecify.annotations.NullMarked;
