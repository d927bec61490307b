/** From a record's bytes to a request that can be asked. */
@NullMarked
package dev.presage.worker.decode;

import org.jspecify.annotations.NullMarked;
