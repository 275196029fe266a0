// SPDX-License-Identifier: Apache-2.0
/** Backups, and the way back from them. */
package org.vestibule.store.internal.backup;
