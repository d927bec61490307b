package dev.presage.worker.predict;

import dev.presage.contract.FeaturesSource;

/**
 * One row of a model's input.
 *
 * @param values the manifest's features in order, all finite
 * @param source whether the request named any of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on to the model as it is
record FeatureRow(float[] values, FeaturesSource source) {}
