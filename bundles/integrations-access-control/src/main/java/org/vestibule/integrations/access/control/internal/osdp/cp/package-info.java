// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway as panel: it polls readers and modules that have no panel of their own (SIA OSDP 2.2,
 * IEC 60839-11-5, role CP). {@code Exchange}, {@code PolledReader} and {@code Poller} are pure: a
 * clock and bytes go in, bytes come out.
 */
package org.vestibule.integrations.access.control.internal.osdp.cp;
