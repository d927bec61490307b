/** Answers over HTTP what a request on the topic would be answered now; such answers are neither published nor evaluated. */
@NullMarked
package dev.presage.worker.api;

import org.jspecify.annotations.NullMarked;
