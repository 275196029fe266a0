// SPDX-License-Identifier: Apache-2.0
/** How the house speaks to other systems, whatever the way: one contract for all surfaces. */
package org.vestibule.messages;
