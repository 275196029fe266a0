// SPDX-License-Identifier: Apache-2.0
/** How the parts of the store are put together. */
package org.vestibule.store.internal;
