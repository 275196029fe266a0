// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.vestibule.integrations.onvif.sip.internal.area.AreaForm;

/** What a person may set for the pictures of a stream. {@link PictureSettings} enforces it. */
public interface PictureForm extends AreaForm {
  @AttributeDefinition(
      name = "Width",
      description = "Of the pictures that are looked at. Pixels, even, 160 to 1920, default 640",
      type = AttributeType.INTEGER,
      min = "160",
      max = "1920",
      defaultValue = "640",
      required = false)
  int width();

  @AttributeDefinition(
      name = "Height",
      description = "Of the pictures that are looked at. Pixels, even, 120 to 1080, default 480",
      type = AttributeType.INTEGER,
      min = "120",
      max = "1080",
      defaultValue = "480",
      required = false)
  int height();

  @AttributeDefinition(
      name = "Pictures a second",
      description = "As long as the machine can. 2 to 30, default 10",
      type = AttributeType.INTEGER,
      min = "2",
      max = "30",
      defaultValue = "10",
      required = false)
  int fps();

  @AttributeDefinition(
      name = "Night",
      description = "Whether dark pictures are made brighter; default false",
      type = AttributeType.BOOLEAN,
      defaultValue = "false",
      required = false)
  boolean night();

  @AttributeDefinition(
      name = "Fisheye",
      description =
          "A view out of the picture of a fisheye lens: WIDTH,HEIGHT,X,Y,RADIUS,LENS,YAW,PITCH,VIEW"
              + " in pixels and degrees, for example 960,960,480,480,470,180,0,0,90; empty: none",
      required = false)
  String fisheye();
}
