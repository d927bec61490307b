/** What the worker tells about itself: metrics, health, the state of its topics. */
@NullMarked
package dev.presage.worker.telemetry;

import org.jspecify.annotations.NullMarked;
