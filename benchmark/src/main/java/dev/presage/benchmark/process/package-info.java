/** Starts processes, sees what they use, and leaves none behind. */
@NullMarked
package dev.presage.benchmark.process;

import org.jspecify.annotations.NullMarked;
