// SPDX-License-Identifier: Apache-2.0
/** Checks what the gateway claims, without the gateway: its audit, and receipts of erasures. */
package org.vestibule.proof;
