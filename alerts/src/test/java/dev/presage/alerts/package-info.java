/** Checks the alert rules, their tests, runbooks and routing, and that the running programs expose what the rules ask for. */
@NullMarked
package dev.presage.alerts;

import org.jspecify.annotations.NullMarked;
