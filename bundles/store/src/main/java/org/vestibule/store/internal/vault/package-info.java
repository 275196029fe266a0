// SPDX-License-Identifier: Apache-2.0
/** The keys, and what is sealed by them. */
package org.vestibule.store.internal.vault;
