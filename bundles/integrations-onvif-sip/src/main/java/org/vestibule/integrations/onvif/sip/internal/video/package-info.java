// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures of cameras: one child process for each stream, its pictures shared, bounded and dropped
 * from the oldest.
 */
package org.vestibule.integrations.onvif.sip.internal.video;
