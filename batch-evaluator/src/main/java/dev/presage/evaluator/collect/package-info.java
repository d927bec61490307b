/** Reads what the topics held when the run began: price bars and predictions. */
@NullMarked
package dev.presage.evaluator.collect;

import org.jspecify.annotations.NullMarked;
