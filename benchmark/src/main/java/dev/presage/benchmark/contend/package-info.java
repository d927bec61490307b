/** What is measured beside the worker: programs that read the same topic with the same settings. */
@NullMarked
package dev.presage.benchmark.contend;

import org.jspecify.annotations.NullMarked;
