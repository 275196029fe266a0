// SPDX-License-Identifier: Apache-2.0
/** What bundles keep for the house, sealed. */
package org.vestibule.store.internal.shelf;
