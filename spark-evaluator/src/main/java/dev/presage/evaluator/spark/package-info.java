/** Scans predictions on a Spark cluster, with the accumulators of the evaluator. */
@NullMarked
package dev.presage.evaluator.spark;

import org.jspecify.annotations.NullMarked;
