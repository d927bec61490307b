/** What the worker's servers prove who they are with, and whom they trust. */
@NullMarked
package dev.presage.worker.tls;

import org.jspecify.annotations.NullMarked;
