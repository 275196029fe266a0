// SPDX-License-Identifier: Apache-2.0
/**
 * Door stations by their makers' own HTTP interfaces: what is the same with all of them. What only
 * one of them does is in the package of that maker.
 */
package org.vestibule.integrations.onvif.sip.internal.maker;
