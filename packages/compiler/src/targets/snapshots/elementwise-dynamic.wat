(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_generic_DxD (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128) (local i32) (local f32 f32 f32)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 1 i32.load offset=4 local.set 13
        local.get 1 i32.load offset=8 local.set 14
        local.get 1 i32.load offset=12 local.set 15
        local.get 12 local.set 16
        local.get 13 local.set 12
        local.get 14 local.set 13
        local.get 15 local.set 14
        local.get 16 local.get 12 i32.mul local.set 15
        local.get 0 i32.load i32.const 0 i32.add local.set 17
        local.get 13 local.get 14 i32.mul local.set 15
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 14
        local.get 16 local.get 12 i32.mul local.set 15
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 13
        local.get 16 local.get 12 i32.mul local.set 15
        local.get 8 i32.const 65536 i32.mul local.set 12
        local.get 4 i32.const 65536 i32.mul local.set 16
        local.get 12 local.tee 18 local.get 15 i32.lt_s if
          loop
            local.get 15 local.get 18 i32.sub local.set 19
            i32.const 65536 local.get 19 i32.const 65536 local.get 19 i32.lt_u select local.set 20
            local.get 20 i32.const 16 i32.div_u local.set 19
            local.get 19 i32.const 16 i32.mul local.set 21
            i32.const 0 local.tee 19 local.get 21 i32.lt_s if
              local.get 17 local.get 18 i32.const 2 i32.shl i32.add local.set 22
              local.get 22 i32.const 0 i32.const 2 i32.shl i32.add local.set 23
              local.get 14 local.get 18 i32.const 2 i32.shl i32.add local.set 24
              local.get 24 i32.const 0 i32.const 2 i32.shl i32.add local.set 25
              local.get 13 local.get 18 i32.const 2 i32.shl i32.add local.set 26
              local.get 26 i32.const 0 i32.const 2 i32.shl i32.add local.set 27
              loop
                local.get 23 local.set 29
                local.get 29 v128.load align=4 local.set 28
                local.get 23 local.set 29
                local.get 29 v128.load offset=16 align=4 local.set 30
                local.get 23 local.set 29
                local.get 29 v128.load offset=32 align=4 local.set 31
                local.get 23 local.set 29
                local.get 29 v128.load offset=48 align=4 local.set 32
                local.get 25 local.set 29
                local.get 29 v128.load align=4 local.set 33
                local.get 25 local.set 29
                local.get 29 v128.load offset=16 align=4 local.set 34
                local.get 25 local.set 29
                local.get 29 v128.load offset=32 align=4 local.set 35
                local.get 25 local.set 29
                local.get 29 v128.load offset=48 align=4 local.set 36
                local.get 28 local.get 33 f32x4.add local.set 37
                local.get 37 local.get 37 f32x4.mul local.set 33
                local.get 30 local.get 34 f32x4.add local.set 37
                local.get 37 local.get 37 f32x4.mul local.set 34
                local.get 31 local.get 35 f32x4.add local.set 37
                local.get 37 local.get 37 f32x4.mul local.set 35
                local.get 32 local.get 36 f32x4.add local.set 37
                local.get 37 local.get 37 f32x4.mul local.set 36
                local.get 27 local.set 29
                local.get 29 local.get 33 v128.store align=4
                local.get 27 local.set 29
                local.get 29 local.get 34 v128.store offset=16 align=4
                local.get 27 local.set 29
                local.get 29 local.get 35 v128.store offset=32 align=4
                local.get 27 local.set 29
                local.get 29 local.get 36 v128.store offset=48 align=4
                local.get 23 i32.const 64 i32.add local.set 23
                local.get 25 i32.const 64 i32.add local.set 25
                local.get 27 i32.const 64 i32.add local.set 27
                local.get 19 i32.const 16 i32.add local.tee 19 local.get 21 i32.lt_s br_if 0
              end
            end
            local.get 20 i32.const 4 i32.div_u local.set 19
            local.get 19 i32.const 4 i32.mul local.set 27
            local.get 21 local.tee 19 local.get 27 i32.lt_s if
              local.get 17 local.get 18 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 26
              local.get 26 local.get 21 i32.const 2 i32.shl i32.add local.set 25
              local.get 14 local.get 18 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 24
              local.get 24 local.get 21 i32.const 2 i32.shl i32.add local.set 23
              local.get 13 local.get 18 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 22
              local.get 22 local.get 21 i32.const 2 i32.shl i32.add local.set 29
              loop
                local.get 25 local.set 38
                local.get 38 v128.load align=4 local.set 36
                local.get 23 local.set 38
                local.get 38 v128.load align=4 local.set 35
                local.get 36 local.get 35 f32x4.add local.set 34
                local.get 34 local.get 34 f32x4.mul local.set 35
                local.get 29 local.set 38
                local.get 38 local.get 35 v128.store align=4
                local.get 25 i32.const 16 i32.add local.set 25
                local.get 23 i32.const 16 i32.add local.set 23
                local.get 29 i32.const 16 i32.add local.set 29
                local.get 19 i32.const 4 i32.add local.tee 19 local.get 27 i32.lt_s br_if 0
              end
            end
            local.get 27 local.tee 21 local.get 20 i32.lt_s if
              local.get 17 local.get 18 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 19
              local.get 19 local.get 27 i32.const 2 i32.shl i32.add local.set 29
              local.get 29 local.get 20 local.get 27 i32.sub i32.const 2 i32.shl i32.add local.set 22
              local.get 14 local.get 18 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 23
              local.get 23 local.get 27 i32.const 2 i32.shl i32.add local.set 24
              local.get 13 local.get 18 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 25
              local.get 25 local.get 27 i32.const 2 i32.shl i32.add local.set 26
              loop
                local.get 29 f32.load local.set 39
                local.get 24 f32.load local.set 40
                local.get 39 local.get 40 f32.add local.set 41
                local.get 41 local.get 41 f32.mul local.set 40
                local.get 26 local.get 40 f32.store
                local.get 29 i32.const 4 i32.add local.set 29
                local.get 24 i32.const 4 i32.add local.set 24
                local.get 26 i32.const 4 i32.add local.set 26
                local.get 29 local.get 22 i32.ne br_if 0
              end
            end
            local.get 18 local.get 16 i32.add local.tee 18 local.get 15 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
