// SPDX-License-Identifier: Apache-2.0
/** The exact search for the nearest two people; knows no OSGi. */
package org.vestibule.identification.internal.search;
