// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.integrations.onvif.sip.internal.area.AreaForm;

/** What a person may set for one device that speaks ONVIF. {@link OnvifSettings} enforces it. */
@ObjectClassDefinition(
    id = OnvifConfig.PID,
    factoryPid = OnvifConfig.PID,
    name = "Vestibule ONVIF door station",
    description = "A camera or door station that speaks ONVIF; one configuration for each")
@interface OnvifConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.station.onvif";

  @AttributeDefinition(
      name = "Id",
      description =
          "The station's name in paths and topics: 1 to 63 of a-z, 0-9 and '-'; no default")
  String id();

  @AttributeDefinition(
      name = "Title",
      description = "The station's name for people: 1 to 80 characters; default: the id",
      required = false)
  String title() default "";

  @AttributeDefinition(
      name = "Door",
      description = "The id of the door that the station stands at; no default")
  String door();

  @AttributeDefinition(
      name = "Pictures",
      description = "Whether its pictures are used: true or false, default true",
      required = false)
  boolean video() default true;

  @AttributeDefinition(
      name = "Sound",
      description = "Whether its sound is used: true or false, default true",
      required = false)
  boolean audio() default true;

  @AttributeDefinition(
      name = "SIP panel",
      description =
          "The user of the SIP panel that rings and talks for this station; default: none",
      required = false)
  String sip() default "";

  @AttributeDefinition(
      name = "Address",
      description =
          "http://HOST or https://HOST, with a port or the path of its device service if they are"
              + " not the usual ones; no default")
  String url();

  @AttributeDefinition(
      name = "User",
      description = "An ONVIF account of the device: up to 64 characters; default: none",
      required = false)
  String username() default "";

  @AttributeDefinition(
      name = "Password",
      description = "secret:NAME, a secret of the house. Default: that of the password file",
      required = false)
  String password() default "";

  @AttributeDefinition(
      name = "Password file",
      description = "A file whose first line is the password; default: none",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Show the password",
      description = "Whether HTTP Basic may be answered, https only: true or false, default false",
      required = false)
  boolean allowBasic() default false;

  @AttributeDefinition(
      name = "Without encryption",
      description =
          "Whether http to another machine is allowed: true or false, default false. The login is"
              + " a digest; pictures and events can be read on the way",
      required = false)
  boolean allowInsecure() default false;

  @AttributeDefinition(
      name = "Answer time",
      description = "For one answer, in ms: 100 to 10000, default 1500",
      required = false,
      min = "100",
      max = "10000")
  int timeoutMillis() default 1500;

  @AttributeDefinition(
      name = "Keep hosts",
      description =
          "Whether hosts in what the device answers are taken as they are, and not replaced by that"
              + " of the address: true or false, default false",
      required = false)
  boolean keepHosts() default false;

  @AttributeDefinition(
      name = "RTSP port",
      description = "The port of its streams, 1 to 65535; default 0: the one that it says",
      required = false,
      min = "0",
      max = "65535")
  int rtspPort() default 0;

  @AttributeDefinition(
      name = "Bells",
      description =
          "Which of its inputs are a bell: TOKEN or TOKEN=UNIT, up to 32; default: every one that"
              + " is not in inputs",
      required = false)
  String[] bells() default {};

  @AttributeDefinition(
      name = "Inputs",
      description =
          "What else is wired to it: TOKEN=SIGNAL, up to 32; SIGNAL is contact, exit, tamper, power"
              + " or fire; default: nothing",
      required = false)
  String[] inputs() default {};

  @AttributeDefinition(
      name = "Doors",
      description =
          "The doors that its relays open: DOOR=RELAY, up to 32; the door's actuator is onvif;"
              + " default: none",
      required = false)
  String[] doors() default {};

  @AttributeDefinition(
      name = "Profile for detection",
      description =
          "The token of the profile that is watched; default: the smallest of at least 640 pixels",
      required = false)
  String detectionProfile() default "";

  @AttributeDefinition(
      name = "Profile for faces",
      description = "The token of the profile for single pictures; default: the largest",
      required = false)
  String faceProfile() default "";

  @AttributeDefinition(
      name = "Night",
      description = "Whether dark pictures of its streams are made brighter; default false",
      required = false)
  boolean night() default false;

  @AttributeDefinition(
      name = "Fisheye",
      description =
          "A view out of the picture of a fisheye lens, of its streams:"
              + " WIDTH,HEIGHT,X,Y,RADIUS,LENS,YAW,PITCH,VIEW in pixels and degrees, for example"
              + " 960,960,480,480,470,180,0,0,90; default: none",
      required = false)
  String fisheye() default "";

  @AttributeDefinition(name = "Masks", description = AreaForm.MASKS, required = false)
  String masks() default "";

  @AttributeDefinition(name = "Zones", description = AreaForm.ZONES, required = false)
  String zones() default "";
}
