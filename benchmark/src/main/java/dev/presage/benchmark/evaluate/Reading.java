package dev.presage.benchmark.evaluate;

import dev.presage.benchmark.measure.Run;

/**
 * What one reader was seen to do, from its process's start to its end.
 *
 * @param run what it took; its records are the predictions
 * @param heap what it needed
 */
public record Reading(Run run, HeapUse heap) {}
