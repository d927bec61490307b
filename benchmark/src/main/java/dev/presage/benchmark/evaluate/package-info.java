/** What is measured of the batch evaluator: how much it costs to judge months of predictions, beside reading their bytes. */
@NullMarked
package dev.presage.benchmark.evaluate;

import org.jspecify.annotations.NullMarked;
