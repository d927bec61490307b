/** A real Kafka broker on this machine, in this process or one of its own, for the demo, the tests and the benchmarks. */
@NullMarked
package dev.presage.broker;

import org.jspecify.annotations.NullMarked;
