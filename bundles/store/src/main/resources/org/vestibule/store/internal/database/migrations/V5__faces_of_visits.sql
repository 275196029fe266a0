-- SPDX-License-Identifier: Apache-2.0
-- Where in a picture of a visit the face is that decided: four shares of the picture, sealed by the house's key. It
-- says nothing of whose face it is, and goes with the picture.
alter table visit_picture add column face varbinary(256);
