// SPDX-License-Identifier: Apache-2.0
/** Erasure in steps of which each may be the last before a crash, and its proof. */
package org.vestibule.store.internal.erasure;
