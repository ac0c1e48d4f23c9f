#!/bin/sh
# For Amazon S3. Run it in the site's folder, with the bucket as its argument: sh .hosts/s3.sh s3://BUCKET{{ top }}
#
# A bucket sets no headers of its own: those for security come from CloudFront, as a response headers policy with
{%- for header in headers %}
#   {{ header.name }}: {{ header.value }}
{%- endfor %}
# CloudFront compresses what it sends, where its cache behaviour says so; copies made for other hosts stay here.
# Where the workbench stands there, the path {{ top }}workbench/* has a policy of its own:
#   Content-Security-Policy: {{ workbench }}
# The bucket's website has index.html as its index document, and {{ top }}404.html as its error document.
set -eu
bucket=${1:?Give the bucket, such as s3://care.example.gov.uk/}
# First what is new, then what leads to it, and last what nothing leads to any more.
aws s3 cp assets "${bucket%/}/assets" --recursive --exclude '*.wasm' --exclude '*.gz' --cache-control '{{ long }}'
aws s3 cp assets "${bucket%/}/assets" --recursive --exclude '*' --include '*.wasm' --content-type application/wasm --cache-control '{{ long }}'
aws s3 sync . "$bucket" --exclude 'assets/*' --exclude '*.gz' --exclude '.h*' --exclude '.build-cache' --exclude '.nojekyll' --cache-control '{{ short }}'
aws s3 sync . "$bucket" --exclude '*.gz' --exclude '.h*' --exclude '.build-cache' --exclude '.nojekyll' --delete --size-only
