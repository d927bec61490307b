/** The parts of the work on one request, each by itself. */
@NullMarked
package dev.presage.benchmark.parts;

import org.jspecify.annotations.NullMarked;
