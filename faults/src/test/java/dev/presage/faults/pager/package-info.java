/** The alerts as they reach a person: each is brought about by its real cause, heard by a webhook, and resolves when that is mended. */
@NullMarked
package dev.presage.faults.pager;

import org.jspecify.annotations.NullMarked;
