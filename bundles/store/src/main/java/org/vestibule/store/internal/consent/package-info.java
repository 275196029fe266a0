// SPDX-License-Identifier: Apache-2.0
/** The consent ledger. */
package org.vestibule.store.internal.consent;
