// SPDX-License-Identifier: Apache-2.0
/** Entry by what a reader reads: a card, a card and a code, a code, a pass's number. */
package org.vestibule.integrations.access.control.internal.entry;
