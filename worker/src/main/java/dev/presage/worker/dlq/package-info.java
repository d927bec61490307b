/** Dead letters as an operator handles them: looked at, and sent in again. */
@NullMarked
package dev.presage.worker.dlq;

import org.jspecify.annotations.NullMarked;
