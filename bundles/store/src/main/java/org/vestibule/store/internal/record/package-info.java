// SPDX-License-Identifier: Apache-2.0
/** What is held of people by consent, sealed. */
package org.vestibule.store.internal.record;
