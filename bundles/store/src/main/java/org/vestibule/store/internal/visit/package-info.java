// SPDX-License-Identifier: Apache-2.0
/** The visits that are over, sealed. */
package org.vestibule.store.internal.visit;
