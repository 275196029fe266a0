// SPDX-License-Identifier: Apache-2.0
/** A real browser as a peer: Chromium without a window, driven by its DevTools protocol. */
package org.vestibule.testkit.internal.browser;
