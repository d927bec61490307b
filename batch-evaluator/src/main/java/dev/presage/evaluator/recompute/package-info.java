/** Computes again, from the bars, what a model was told of them, and what its previous version would have answered. */
@NullMarked
package dev.presage.evaluator.recompute;

import org.jspecify.annotations.NullMarked;
