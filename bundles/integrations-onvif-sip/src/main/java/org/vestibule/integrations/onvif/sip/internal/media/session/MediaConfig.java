// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What a person may set. {@link MediaSettings} enforces the same bounds; a test compares the two.
 */
@ObjectClassDefinition(
    id = MediaConfig.PID,
    name = "Vestibule media of calls",
    description = "Ports and delays of the sound of calls; changes hold for the next call")
@interface MediaConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.media";

  @AttributeDefinition(
      name = "First port",
      description = "The lowest UDP port for RTP and RTCP. 1024 to 65534, default 20000",
      required = false,
      min = "1024",
      max = "65534")
  int portFirst() default 20_000;

  @AttributeDefinition(
      name = "Last port",
      description =
          "The highest one; each call takes two, also one that only rings. 1025 to 65535, default"
              + " 20199",
      required = false,
      min = "1025",
      max = "65535")
  int portLast() default 20_199;

  @AttributeDefinition(
      name = "Shortest jitter delay (ms)",
      description =
          "How long packets wait at least for one that was overtaken. Milliseconds, 0 to 200,"
              + " default 20",
      required = false,
      min = "0",
      max = "200")
  int jitterLeastMillis() default 20;

  @AttributeDefinition(
      name = "Longest jitter delay (ms)",
      description = "A packet that is later is made up for. Milliseconds, 40 to 500, default 200",
      required = false,
      min = "40",
      max = "500")
  int jitterMostMillis() default 200;

  @AttributeDefinition(
      name = "Follow the source",
      description =
          "Whether the first packet that fits may come from another address than the one agreed"
              + " on, for phones behind a NAT in the same network. Anybody who can reach the port"
              + " can be that first one, unless the call is encrypted. Default false",
      required = false)
  boolean latch() default false;
}
