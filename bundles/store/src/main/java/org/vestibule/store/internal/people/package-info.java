// SPDX-License-Identifier: Apache-2.0
/** Who lives or works here: kept sealed, looked up in memory while the vault is open. */
package org.vestibule.store.internal.people;
