/** The whole system on one machine: a broker, real bars replayed, requests, the worker, the evaluator and the monitoring. */
@NullMarked
package dev.presage.demo;

import org.jspecify.annotations.NullMarked;
