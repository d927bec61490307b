/** The worker as it is shipped: what becomes of requests, of dead letters, and of the worker itself. */
@NullMarked
package dev.presage.acceptance;

import org.jspecify.annotations.NullMarked;
