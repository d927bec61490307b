/** Checks the deployment in containers: that it comes up, keeps what was written, and gives nobody more than they need. */
@NullMarked
package dev.presage.deployment;

import org.jspecify.annotations.NullMarked;
