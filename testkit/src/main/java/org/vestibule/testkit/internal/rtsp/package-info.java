// SPDX-License-Identifier: Apache-2.0
/** A camera that streams: GStreamer's RTSP server as a process. */
package org.vestibule.testkit.internal.rtsp;
