// SPDX-License-Identifier: Apache-2.0
/** A door station without hardware, for trying by hand: {@code ./vestibule sim station}. */
package org.vestibule.testkit.internal.sim;
