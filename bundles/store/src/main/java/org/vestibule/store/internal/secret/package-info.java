// SPDX-License-Identifier: Apache-2.0
/** Passwords and keys for other systems, sealed; nothing in this package prints one. */
package org.vestibule.store.internal.secret;
