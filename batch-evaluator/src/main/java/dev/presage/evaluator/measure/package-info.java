/** Scores forecasts against the truth in sums that can be merged, and makes figures of the sums. */
@NullMarked
package dev.presage.evaluator.measure;

import org.jspecify.annotations.NullMarked;
