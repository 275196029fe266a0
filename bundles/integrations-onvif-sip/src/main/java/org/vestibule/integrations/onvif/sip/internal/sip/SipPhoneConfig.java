// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set for one phone or SIP panel. {@link PhoneSettings} enforces it. */
@ObjectClassDefinition(
    id = SipPhoneConfig.PID,
    factoryPid = SipPhoneConfig.PID,
    name = "Vestibule SIP phone",
    description = "A phone that rings when somebody comes, or a SIP panel at a door")
@interface SipPhoneConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.sip.phone";

  @AttributeDefinition(
      name = "User",
      description =
          "Its name for logging in and the user part of its address: 1 to 64 letters, digits, '.',"
              + " '_', '~', '+' and '-'; no default")
  String user();

  @AttributeDefinition(
      name = "Title",
      description = "Its name for people: 1 to 80 characters; default: the user",
      required = false)
  String title() default "";

  @AttributeDefinition(
      name = "Password file",
      description =
          "A file whose first line is its password, 8 characters at least. May be left out for a"
              + " phone with an address, which can then be called but neither register nor call",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Digest",
      description =
          "How its password is asked for. Many phones know MD5 only, and some of them give up where"
              + " they see another",
      options = {
        @Option(label = "MD5", value = "md5"),
        @Option(label = "SHA-256", value = "sha-256"),
        @Option(label = "SHA-256 or MD5, as the phone likes", value = "any")
      },
      required = false)
  String digest() default "md5";

  @AttributeDefinition(
      name = "Station",
      description = "The id of the door station that it is. Empty: it is a phone",
      required = false)
  String station() default "";

  @AttributeDefinition(
      name = "Person",
      description = "The id of the person whose phone it is. Empty: nobody's own",
      required = false)
  String person() default "";

  @AttributeDefinition(
      name = "Units",
      description = "The flats or offices for which it rings, at most 64. Empty: for everybody",
      required = false)
  String[] units() default {};

  @AttributeDefinition(
      name = "Opens",
      description = "Whether a door may be opened from it: true or false, default false",
      required = false)
  boolean opens() default false;

  @AttributeDefinition(
      name = "Address",
      description =
          "Where a phone is that does not register: sip:USER@ADDRESS:PORT, with ;transport=tcp or"
              + " tls. ADDRESS is a number, or the registrar's name. Empty: it registers",
      required = false)
  String address() default "";
}
