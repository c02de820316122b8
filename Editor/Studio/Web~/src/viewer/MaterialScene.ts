import {
  ACESFilmicToneMapping,
  Box3,
  BoxGeometry,
  type BufferGeometry,
  DirectionalLight,
  DoubleSide,
  type Group,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  PMREMGenerator,
  RepeatWrapping,
  Scene,
  SphereGeometry,
  Spherical,
  SRGBColorSpace,
  type Texture,
  TextureLoader,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { ViewSettings } from '../state/store';
import { cloth } from './cloth';

type Settings = Pick<ViewSettings, 'shape' | 'tiling' | 'displacement' | 'light' | 'turntable'>;

const slots = {
  basecolor: 'map',
  picture: 'map',
  normal: 'normalMap',
  height: 'displacementMap',
  roughness: 'roughnessMap',
  metallic: 'metalnessMap',
  occlusion: 'aoMap',
  emissive: 'emissiveMap',
} as const;

const colours = new Set(['basecolor', 'picture', 'emissive']);

/** A body, a material, light from all around. It draws only when something changed, but for the turntable. */
export class MaterialScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(32, 1, 0.1, 50);
  private readonly controls: OrbitControls;
  private readonly material = new MeshStandardMaterial({ side: DoubleSide });
  private readonly sun = new DirectionalLight(0xffffff, 1);
  private readonly watch: ResizeObserver;
  private readonly bodies = new Map<string, Mesh | Group>();
  private own: Group | null = null;
  private textures: Texture[] = [];
  private settings: Settings = { shape: 'sphere', tiling: 2, displacement: 0.06, light: 1, turntable: false };
  private frame = 0;
  private wanted = 0;

  constructor(private readonly holder: HTMLElement) {
    this.renderer = new WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
    this.renderer.toneMapping = ACESFilmicToneMapping;
    this.renderer.toneMappingExposure = 0.85;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.renderer.domElement.setAttribute('aria-hidden', 'true');
    holder.append(this.renderer.domElement);
    const generator = new PMREMGenerator(this.renderer);
    this.scene.environment = generator.fromScene(new RoomEnvironment(), 0.04).texture;
    generator.dispose();
    this.sun.position.set(2, 3, 2.5);
    this.scene.add(this.sun);
    this.camera.position.set(1.7, 1.2, 3.1);
    this.controls = new OrbitControls(this.camera, this.renderer.domElement);
    this.controls.enablePan = false;
    this.controls.minDistance = 1.6;
    this.controls.maxDistance = 9;
    this.controls.addEventListener('change', () => this.draw());
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(holder);
    this.resize();
  }

  /** Puts maps on the body; those that are loaded last win. */
  async show(urls: Record<string, string>): Promise<void> {
    const turn = ++this.wanted;
    const loader = new TextureLoader();
    const loaded = await Promise.all(
      Object.entries(urls)
        .filter(([map]) => map in slots)
        .map(async ([map, url]) => [map, await loader.loadAsync(url)] as const),
    );
    if (turn !== this.wanted) {
      for (const [, texture] of loaded) texture.dispose();
      return;
    }
    for (const texture of this.textures) texture.dispose();
    this.textures = loaded.map(([, texture]) => texture);
    for (const slot of Object.values(slots)) this.material[slot] = null;
    for (const [map, texture] of loaded) {
      texture.wrapS = texture.wrapT = RepeatWrapping;
      texture.anisotropy = 8;
      if (colours.has(map)) texture.colorSpace = SRGBColorSpace;
      this.material[slots[map as keyof typeof slots]] = texture;
    }
    this.material.metalness = this.material.metalnessMap ? 1 : 0;
    this.material.roughness = this.material.roughnessMap ? 1 : 0.75;
    this.material.emissive.set(this.material.emissiveMap ? 0xffffff : 0);
    this.material.needsUpdate = true;
    this.apply();
  }

  set(settings: Settings): void {
    this.settings = settings;
    this.apply();
  }

  /** Takes a body of one's own, a .glb file; it is scaled to the view, and wears the material. */
  async setOwnBody(file: ArrayBuffer): Promise<void> {
    const { scene } = await new GLTFLoader().parseAsync(file, '');
    const box = new Box3().setFromObject(scene);
    const size = box.getSize(new Vector3()).length() || 1;
    scene.scale.setScalar(2.6 / size);
    scene.position.copy(box.getCenter(new Vector3()).multiplyScalar(-2.6 / size));
    scene.traverse((part) => {
      if (!(part instanceof Mesh)) return;
      // As glTF 2.0 wants it: a body without normals is flat from corner to corner.
      if (!part.geometry.attributes.normal) {
        if (part.geometry.index) part.geometry = part.geometry.toNonIndexed();
        part.geometry.computeVertexNormals();
      }
      part.material = this.material;
    });
    this.own?.removeFromParent();
    this.own = scene;
    this.apply();
  }

  turn(around: number, up: number): void {
    const at = new Spherical().setFromVector3(this.camera.position);
    at.theta += around;
    at.phi = Math.min(Math.PI - 0.1, Math.max(0.1, at.phi + up));
    this.camera.position.setFromSpherical(at);
    this.controls.update();
    this.draw();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.wanted = -1;
    this.watch.disconnect();
    this.controls.dispose();
    for (const texture of this.textures) texture.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.renderer.domElement.remove();
  }

  private apply(): void {
    const { shape, tiling, displacement, light, turntable } = this.settings;
    const body = this.body(shape);
    for (const other of [...this.bodies.values(), this.own]) if (other && other !== body) other.removeFromParent();
    this.scene.add(body);
    for (const texture of this.textures) {
      // A sphere is twice as long around as it is high.
      texture.repeat.set(shape === 'sphere' ? 2 * tiling : tiling, tiling);
    }
    this.material.displacementScale = shape === 'own' || shape === 'cloth' ? 0 : displacement;
    this.material.displacementBias = -this.material.displacementScale / 2;
    // So that a rough surface that faces the light has about its own base colour.
    this.scene.environmentIntensity = 0.4 * light;
    this.sun.intensity = 1.5 * light;
    this.controls.autoRotate = turntable;
    this.draw();
  }

  private body(shape: Settings['shape']): Mesh | Group {
    if (shape === 'own' && this.own) return this.own;
    const there = this.bodies.get(shape);
    if (there) return there;
    const body = new Mesh(geometryOf(shape), this.material);
    if (shape === 'plane') body.rotation.x = -Math.PI / 2.6;
    this.bodies.set(shape, body);
    return body;
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.holder;
    if (width === 0 || height === 0) return;
    this.camera.aspect = width / height;
    // The body's width fits, however narrow the view is.
    this.camera.fov = (360 / Math.PI) * Math.atan(Math.tan((16.5 * Math.PI) / 180) * Math.max(1, (1.04 * height) / width));
    this.camera.updateProjectionMatrix();
    this.renderer.setSize(width, height);
    this.draw();
  }

  private draw(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      // Turning tells of a change itself, and so draws on.
      this.controls.update();
      this.renderer.render(this.scene, this.camera);
      if (this.settings.turntable) this.draw();
    });
  }
}

function geometryOf(shape: Settings['shape']): BufferGeometry {
  switch (shape) {
    case 'cube':
      return new BoxGeometry(1.35, 1.35, 1.35, 96, 96, 96);
    case 'plane':
      return new PlaneGeometry(2.2, 2.2, 192, 192);
    case 'cloth':
      return cloth();
    default:
      return new SphereGeometry(1, 256, 128);
  }
}
