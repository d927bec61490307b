/** One contender drains a topic while its offsets and its processor time are looked at. */
@NullMarked
package dev.presage.benchmark.measure;

import org.jspecify.annotations.NullMarked;
