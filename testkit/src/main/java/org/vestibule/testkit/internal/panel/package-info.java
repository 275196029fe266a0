// SPDX-License-Identifier: Apache-2.0
/** Access systems and their devices, simulated from public documents. */
package org.vestibule.testkit.internal.panel;
