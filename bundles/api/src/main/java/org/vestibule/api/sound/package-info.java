// SPDX-License-Identifier: Apache-2.0
/** Sound on its way: codecs, the line between a station and the house, what it is played. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.vestibule.api.sound;
