/** Requests at a rate of their own, whatever comes back, and how long their predictions take. */
@NullMarked
package dev.presage.benchmark.latency;

import org.jspecify.annotations.NullMarked;
